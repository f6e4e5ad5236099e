import {
  ElButton as Button,
  ElCheckbox as Checkbox,
  ElConfigProvider as ConfigProvider,
  ElDatePicker as DatePicker,
  ElDialog as Dialog,
  ElDrawer as Drawer,
  ElDropdown as Dropdown,
  ElDropdownItem as DropdownItem,
  ElDropdownMenu as DropdownMenu,
  ElForm as Form,
  ElFormItem as FormItem,
  ElInput as Input,
  ElInputNumber as InputNumber,
  ElMessage as Message,
  ElMessageBox as MessageBox,
  ElOption as Option,
  ElPopover as Popover,
  ElProgress as Progress,
  ElRadio as Radio,
  ElRadioGroup as RadioGroup,
  ElSelect as Select,
  ElSwitch as Switch,
  ElTabPane as TabPane,
  ElTabs as Tabs,
  ElTag as Tag,
  ElTooltip as Tooltip,
} from 'element-plus';
import locale from 'element-plus/es/locale/lang/zh-cn.mjs';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-button.css';
import 'element-plus/theme-chalk/el-checkbox.css';
import 'element-plus/theme-chalk/el-date-picker.css';
import 'element-plus/theme-chalk/el-date-picker-panel.css';
import 'element-plus/theme-chalk/el-dialog.css';
import 'element-plus/theme-chalk/el-drawer.css';
import 'element-plus/theme-chalk/el-dropdown.css';
import 'element-plus/theme-chalk/el-dropdown-item.css';
import 'element-plus/theme-chalk/el-dropdown-menu.css';
import 'element-plus/theme-chalk/el-form.css';
import 'element-plus/theme-chalk/el-form-item.css';
import 'element-plus/theme-chalk/el-input.css';
import 'element-plus/theme-chalk/el-input-number.css';
import 'element-plus/theme-chalk/el-message.css';
import 'element-plus/theme-chalk/el-message-box.css';
import 'element-plus/theme-chalk/el-option.css';
import 'element-plus/theme-chalk/el-overlay.css';
import 'element-plus/theme-chalk/el-popover.css';
import 'element-plus/theme-chalk/el-popper.css';
import 'element-plus/theme-chalk/el-progress.css';
import 'element-plus/theme-chalk/el-radio.css';
import 'element-plus/theme-chalk/el-radio-group.css';
import 'element-plus/theme-chalk/el-scrollbar.css';
import 'element-plus/theme-chalk/el-select.css';
import 'element-plus/theme-chalk/el-select-dropdown.css';
import 'element-plus/theme-chalk/el-switch.css';
import 'element-plus/theme-chalk/el-tab-pane.css';
import 'element-plus/theme-chalk/el-tabs.css';
import 'element-plus/theme-chalk/el-tag.css';
import 'element-plus/theme-chalk/el-tooltip.css';
import './styles/element.css';

/**
 * Every Element Plus component the desk uses: its name, its style sheet, and a line below. Pages of the phone never
 * import this file, so that a phone loads none of it.
 */
export const ElButton = Button;
export const ElCheckbox = Checkbox;
export const ElConfigProvider = ConfigProvider;
export const ElDatePicker = DatePicker;
export const ElDialog = Dialog;
export const ElDrawer = Drawer;
export const ElDropdown = Dropdown;
export const ElDropdownItem = DropdownItem;
export const ElDropdownMenu = DropdownMenu;
export const ElForm = Form;
export const ElFormItem = FormItem;
export const ElInput = Input;
export const ElInputNumber = InputNumber;
export const ElMessage = Message;
export const ElMessageBox = MessageBox;
export const ElOption = Option;
export const ElPopover = Popover;
export const ElProgress = Progress;
export const ElRadio = Radio;
export const ElRadioGroup = RadioGroup;
export const ElSelect = Select;
export const ElSwitch = Switch;
export const ElTabPane = TabPane;
export const ElTabs = Tabs;
export const ElTag = Tag;
export const ElTooltip = Tooltip;

export const chinese = locale;
